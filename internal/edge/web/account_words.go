package web

// auditWords says an audit line to a person.
func auditWords(what string) string {
	switch what {
	case "shared":
		return "Shared"
	case "unshared":
		return "Taken back"
	case "read_shared":
		return "Read"
	}
	return what
}
