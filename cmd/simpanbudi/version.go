package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

type versionCommand struct{}

// Run prints version, commit and Go version, as the build recorded them.
func (versionCommand) Run(c *call) error {
	version, commit := buildVersion()
	_, err := fmt.Fprintf(c.Out, "simpanbudi %s commit %s %s %s/%s\n", version, commit, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// buildVersion returns the module version and the commit, with "+changes" where
// the tree was not clean; "unknown" where the build did not record them.
func buildVersion() (version, commit string) {
	version, commit = "unknown", "unknown"
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return version, commit
	}
	if info.Main.Version != "" {
		version = info.Main.Version
	}
	modified := false
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			commit = s.Value
		case "vcs.modified":
			modified = s.Value == "true"
		}
	}
	if modified {
		commit += "+changes"
	}
	return version, commit
}
