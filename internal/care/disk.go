//go:build linux || darwin || freebsd

package care

import "syscall"

// freeSpace is how many bytes a user may still write where a folder is.
func freeSpace(folder string) (uint64, bool) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(folder, &s); err != nil {
		return 0, false
	}
	return uint64(s.Bavail) * uint64(s.Bsize), true
}
