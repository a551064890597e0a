//go:build !js

package web

import (
	"strings"
	"time"

	"github.com/unknot/unknot/internal/care"
)

// auditSays says the lines of an audit log to a person.
var auditSays = map[string]string{
	"shared":          msg("Shared"),
	"unshared":        msg("Taken back"),
	"read_shared":     msg("Read"),
	"add_shared":      msg("Added a finding"),
	"signed_in":       msg("Signed in"),
	"sign_in_failed":  msg("Could not sign in"),
	"account_added":   msg("Account added"),
	"account_deleted": msg("Account deleted"),
	"records_deleted": msg("Records deleted"),
	"episode_deleted": msg("Answer deleted"),
	"entry_deleted":   msg("Diary entry deleted"),
	"password_set":    msg("New password"),
	"recovered":       msg("Recovery code used"),
	"token_added":     msg("Token made"),
	"token_revoked":   msg("Token revoked"),
	"identity_added":  msg("Other sign-in connected"),
	"passkey_added":   msg("Passkey added"),
	"backed_up":       msg("Backed up"),
	"link_kept":       msg("Link made or changed"),
	"link_deleted":    msg("Link deleted"),
	"hook_kept":       msg("Webhook made or changed"),
	"hook_deleted":    msg("Webhook deleted"),
	"exported":        msg("Taken along"),
	"imported":        msg("Brought in"),
	"visit_kept":      msg("Visit kept"),
	"visit_deleted":   msg("Visit deleted"),
}

// roleSays says who somebody is to this server.
var roleSays = map[string]string{"person": msg("person"), "clinician": msg("clinician"), "admin": msg("admin")}

// auditWords says one line; a word that is new is shown as it is.
func auditWords(what string) string {
	if words, ok := auditSays[what]; ok {
		return words
	}
	return capital(strings.ReplaceAll(what, "_", " "))
}

// who names the account of a line, where there was one.
func who(account string) string {
	if account == "" {
		return ""
	}
	return ", " + account
}

// loggedLine is a line of the log that stands for the same thing done several
// times within a minute.
type loggedLine struct {
	care.AuditLine
	Times int
}

// foldLog joins lines that follow each other and read the same.
func foldLog(list []care.AuditLine) []loggedLine {
	var out []loggedLine
	for _, e := range list {
		if n := len(out) - 1; n >= 0 && out[n].What == e.What && out[n].Account == e.Account && out[n].When.Truncate(time.Minute).Equal(e.When.Truncate(time.Minute)) {
			out[n].Times++
			continue
		}
		out = append(out, loggedLine{e, 1})
	}
	return out
}
