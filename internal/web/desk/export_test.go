package desk

// Row is a row of the table of rights.
type Row struct{ Method, Path, Role string }

// Table is the table of rights, for the test that walks it.
func Table() (rows []Row) {
	for _, t := range New(Options{}).routes() {
		rows = append(rows, Row{t.method, t.path, t.role})
	}
	return rows
}
