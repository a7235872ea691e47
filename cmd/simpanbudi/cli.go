package main

import (
	"fmt"

	"github.com/alecthomas/kong"
)

// commandLine is the whole grammar; contract.md "Command line" gives the names.
type commandLine struct {
	global

	Serve    serveCommand       `cmd:"" help:"Serve the library's pages."`
	Import   importCommand      `cmd:"" help:"Take over members, items and loans."`
	Export   exportCommand      `cmd:"" help:"Hand back what was done here."`
	Explain  explainCommand     `cmd:"" help:"Say what would be decided, and why."`
	Settings settingsCommand    `cmd:"" help:"List, read and change the library's settings."`
	Rules    rulesCommand       `cmd:"" help:"List and load loan rules."`
	Members  membersCommand     `cmd:"" help:"Look after members' PINs."`
	Staff    staffCommand       `cmd:"" help:"Look after staff accounts."`
	Kiosk    kioskCommand       `cmd:"" help:"Look after shared screens in the library."`
	Jobs     jobsCommand        `cmd:"" help:"Look after what runs by itself: reminders, backups and the like."`
	Backup   backupCommand      `cmd:"" help:"Copy the database and its key, also while a server runs."`
	Restore  restoreCommand     `cmd:"" help:"Put a backup in the place of the database."`
	Check    checkCommand       `cmd:"" help:"Check the database for damage."`
	Keys     keysCommand        `cmd:"" help:"Look after the key file beside the database."`
	Clock    clockCommand       `cmd:"" help:"Look after the machine's clock."`
	Bench    benchCommand       `cmd:"" help:"Measure this program on this machine, beside yardsticks of the same run."`
	Client   benchClientCommand `cmd:"" name:"bench-client" hidden:""`
	Version  versionCommand     `cmd:"" help:"Print the version."`
}

// global is what every command takes.
type global struct {
	DB  string  `name:"db" placeholder:"data/simpanbudi.db" help:"Database file; its key lies beside it as FILE.key."`
	Now instant `name:"now" placeholder:"INSTANT" help:"The library's time at start, which then runs on: for demonstrations and tests (RFC 3339, 2026-11-23T09:00:00+07:00)."`
}

// defaultDB is the database where --db names none.
const defaultDB = "data/simpanbudi.db"

// run parses args, runs the command they name and returns the exit code.
func run(args []string, s streams) int {
	c := newCall(s)
	var cli commandLine
	parser, err := kong.New(&cli,
		kong.Name("simpanbudi"),
		kong.Description("Members of a library renew their own loans. Try it: simpanbudi serve --demo"),
		kong.DefaultEnvars("SIMPANBUDI"),
		kong.Writers(c.Out, c.Err),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
		kong.Exit(func(int) { panic(helpShown{}) }),
	)
	if err != nil {
		return c.report(err)
	}
	parsed, shown, err := parse(parser, args)
	if shown {
		return c.report(nil)
	}
	if err != nil {
		return c.report(&usageError{err: err, help: helpCommand(err)})
	}
	c.take(&cli.global)
	if err := parsed.BindToProvider(untilStopped); err != nil {
		return c.report(err)
	}
	return c.report(parsed.Run(c))
}

// helpShown unwinds kong's parser once --help has been printed.
type helpShown struct{}

func parse(parser *kong.Kong, args []string) (parsed *kong.Context, shown bool, err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case helpShown:
			shown = true
		default:
			panic(r)
		}
	}()
	parsed, err = parser.Parse(args)
	return parsed, false, err
}

// helpCommand returns what to type for help on the command that was misused.
func helpCommand(err error) string {
	if e, ok := err.(*kong.ParseError); ok && e.Context != nil {
		if node := e.Context.Selected(); node != nil {
			return fmt.Sprintf("simpanbudi %s --help", node.Path())
		}
	}
	return "simpanbudi --help"
}
