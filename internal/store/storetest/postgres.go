//go:build linux

// Package storetest starts what the tests of the store need: a private
// PostgreSQL from the system's own package, in a temporary folder.
package storetest

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver named "pgx"
)

var (
	once    sync.Once
	socket  string
	errBoot error
	start   func() (*exec.Cmd, error)
	server  *exec.Cmd
	number  atomic.Int64
)

// Postgres returns the address of a new, empty database. The server is shared
// by the tests of one package and ends with the test process.
func Postgres(t testing.TB) string {
	t.Helper()
	once.Do(func() { socket, errBoot = boot() })
	if errBoot != nil {
		t.Fatalf("start PostgreSQL (make install brings it): %v", errBoot)
	}
	db, err := sql.Open("pgx", address("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	name := fmt.Sprintf("t%d", number.Add(1))
	if _, err := db.Exec("create database " + name); err != nil {
		t.Fatal(err)
	}
	return address(name)
}

func address(name string) string {
	return "postgres://postgres@/" + name + "?host=" + url.QueryEscape(socket)
}

// boot makes a cluster and starts its server on a socket in a folder that only
// this process uses. PostgreSQL refuses to run as root, so as root it runs as
// the user postgres.
func boot() (string, error) {
	initdb, err := newest("/usr/lib/postgresql/*/bin/initdb")
	if err != nil {
		return "", err
	}
	folder, err := os.MkdirTemp("", "unknot-pg")
	if err != nil {
		return "", err
	}
	run := &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM}
	if os.Getuid() == 0 {
		who, err := user.Lookup("postgres")
		if err != nil {
			return "", err
		}
		uid, _ := strconv.Atoi(who.Uid) // numeric on every Unix
		gid, _ := strconv.Atoi(who.Gid)
		run.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		if err := os.Chown(folder, uid, gid); err != nil {
			return "", err
		}
	}
	data := filepath.Join(folder, "data")
	command := exec.Command(initdb, "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
	command.SysProcAttr, command.Dir = run, folder
	if out, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("initdb: %w: %s", err, out)
	}
	start = func() (*exec.Cmd, error) {
		c := exec.Command(filepath.Join(filepath.Dir(initdb), "postgres"), "-D", data, "-k", folder,
			"-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=200")
		c.SysProcAttr, c.Dir = run, folder
		return c, c.Start()
	}
	if server, err = start(); err != nil {
		return "", err
	}
	socket = folder
	return folder, wait()
}

// Restart stops the server as an operator would, cutting off whoever is
// connected, and starts it again.
func Restart(t testing.TB) {
	t.Helper()
	if err := server.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	_ = server.Wait() // a server that was interrupted need not end with 0
	var err error
	if server, err = start(); err == nil {
		err = wait()
	}
	if err != nil {
		t.Fatal(err)
	}
}

// wait returns when the server answers.
func wait() error {
	db, err := sql.Open("pgx", address("postgres"))
	if err != nil {
		return err
	}
	defer db.Close()
	for range 200 {
		if err = db.PingContext(context.Background()); err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return err
}

func newest(pattern string) (string, error) {
	found, err := filepath.Glob(pattern)
	if err != nil || len(found) == 0 {
		return "", fmt.Errorf("nothing matches %s", pattern)
	}
	return found[len(found)-1], nil
}
