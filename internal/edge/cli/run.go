package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/unknot/unknot/internal/care"
)

// Exit codes, the same for every command.
const (
	ExitAnswered   = 0
	ExitBadInput   = 1
	ExitUsage      = 2
	ExitStop       = 10 // a danger sign: the level of care stops the plan
	ExitUnanswered = 11 // danger questions are open: no plan yet
)

const about = `Where does it hurt, which muscle may it be, is it dangerous, what helps?

unknot does not diagnose and is no medical device. Danger signs come first.

Exit codes:
  0   answered
  1   the input is wrong; the message says where and how to mend it
  2   the command line is wrong
  10  a danger sign: see the level and what to do; there is no plan
  11  danger questions are still open; there is no plan yet (unknot plan)`

type root struct {
	configFlags
	Assess    assessCmd      `cmd:"" help:"Weigh which muscles fit a painful place, and why."`
	Plan      planCmd        `cmd:"" help:"Build a plan for the same input."`
	Do        doCmd          `cmd:"" help:"Do one item of the plan, guided, with a timer."`
	Test      testCmd        `cmd:"" help:"How to test a muscle yourself, where that is safe."`
	Balance   balanceCmd     `cmd:"" help:"Checks of posture, length and strength, with their noise."`
	Habits    habitsCmd      `cmd:"" help:"Turn the risks of your days into habits; desk, breaks, sleep."`
	Card      cardCmd        `cmd:"" help:"What a treatment is, who does it, how sure, what to ask."`
	Points    pointsCmd      `cmd:"" help:"Find acupressure points (unproven), both numberings."`
	Batch     batchCmd       `cmd:"" help:"Answer many cases, one a line."`
	Interview interviewCmd   `cmd:"" help:"Be asked one question at a time, danger signs first."`
	Questions questionsCmd   `cmd:"" help:"List the danger questions for a place."`
	Bench     benchCmd       `cmd:"" help:"Judge the engine by published cases and made-up drawings."`
	Forecast  forecastCmd    `cmd:"" help:"Forecast the pain of an episode from its diary; replay trials."`
	Trial     trialCmd       `cmd:"" help:"Compare two treatments on yourself, in random blocks."`
	Simulate  simulateCmd    `cmd:"" help:"Simulate how a knot forms, stays and lets go (a hypothesis)."`
	Log       logCmd         `cmd:"" help:"Keep a diary entry in one line."`
	Diary     diaryCmd       `cmd:"" help:"List the diary."`
	Episode   episodeCmd     `cmd:"" help:"List the episodes; say that one is quiet."`
	Calendar  calendarCmd    `cmd:"" help:"Write the plan of an episode as iCalendar file."`
	MCP       mcpCmd         `cmd:"" name:"mcp" help:"Let an assistant ask, by the Model Context Protocol."`
	Report    reportCmd      `cmd:"" help:"Write a report for a clinician as PDF."`
	Delete    deleteCmd      `cmd:"" help:"Delete an episode, an entry or everything for good, with a receipt."`
	Audit     auditCmd       `cmd:"" help:"Show who did what with the records."`
	Export    exportCmd      `cmd:"" help:"Write everything you kept into one archive."`
	Import    importCmd      `cmd:"" help:"Bring an export in, merged with what is there."`
	Backup    backupCmd      `cmd:"" help:"Back the whole database up, checked by reading back."`
	Restore   restoreCmd     `cmd:"" help:"Fill an empty database from a backup."`
	Doctor    doctorCmd      `cmd:"" help:"Say what is wrong with the data and how to mend it."`
	Migrate   migrateCmd     `cmd:"" help:"Bring the tables to the form that this version needs."`
	Health    healthcheckCmd `cmd:"" name:"healthcheck" help:"Ask a running server whether it is ready."`
	Key       keyCmd         `cmd:"" help:"Make a key that encrypts what is kept."`
	Rekey     rekeyCmd       `cmd:"" help:"Encrypt the database with a key, change the key, or take it away."`
	User      userCmd        `cmd:"" help:"Add, list and delete accounts."`
	Token     tokenCmd       `cmd:"" help:"Tokens that let programs in."`
	Serve     serveCmd       `cmd:"" help:"Open the pages on this computer."`
	Guide     guideCmd       `cmd:"" help:"Read up on a question, a muscle or a treatment."`
	KB        kbCmd          `cmd:"" name:"kb" help:"Look into the knowledge and check it."`
	Body      bodyCmd        `cmd:"" help:"List the cells of the body; describe, draw and convert a drawing."`
	Version   versionCmd     `cmd:"" help:"Print the version of program and knowledge."`
}

// streams are where a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// exit is an error that carries its exit code; an empty text prints nothing.
type exit struct {
	code int
	text string
}

func (e *exit) Error() string { return e.text }

// Run parses the arguments, runs the command and returns the exit code.
func Run(args []string, in io.Reader, out, errs io.Writer) int {
	code, done := ExitAnswered, false
	if err := secretFiles(); err != nil {
		return exitCode(err, errs)
	}
	var cli root
	parser, err := kong.New(&cli, kong.Name("unknot"), kong.Description(about), kong.Writers(out, errs),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
		kong.Vars{"diaries": strings.Join(care.Mappings(), ", ")},
		kong.Configuration(readSettings, configFiles()...),
		kong.Exit(func(c int) { code, done = c, true }))
	if err != nil {
		fmt.Fprintln(errs, "unknot:", err)
		return ExitUsage
	}
	ctx, err := parser.Parse(args)
	if done { // --help printed its text and asked to leave
		return code
	}
	if err != nil {
		fmt.Fprintln(errs, "unknot:", err)
		fmt.Fprintln(errs, "See: unknot --help")
		return ExitUsage
	}
	if cli.ConfigDump {
		return exitCode(dumpSettings(out, ctx), errs)
	}
	return exitCode(ctx.Run(&streams{in, out, errs}), errs)
}

func exitCode(err error, errs io.Writer) int {
	if err == nil {
		return ExitAnswered
	}
	var e *exit
	if errors.As(err, &e) {
		if e.text != "" {
			fmt.Fprintln(errs, "unknot:", e.text)
		}
		return e.code
	}
	fmt.Fprintln(errs, "unknot:", err)
	return ExitBadInput
}
