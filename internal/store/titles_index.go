package store

// indexAtOnce bounds how long one write keeps the others waiting.
const indexAtOnce = `(select title_id from titles_to_index order by title_id limit 5000)`

const (
	titlesWaitSQL  = `select exists (select 1 from titles_to_index)`
	unindexSQL     = `delete from titles_fts where rowid in ` + indexAtOnce
	indexTitlesSQL = `insert into titles_fts (rowid, title, author) select id, title, author from titles where id in ` + indexAtOnce
	indexedSQL     = `delete from titles_to_index where title_id in ` + indexAtOnce
)

// TitlesWaitForIndex reports whether a title has changed since it was indexed.
func TitlesWaitForIndex(q Queryer) (waiting bool, err error) {
	err = q.QueryRow(titlesWaitSQL).Scan(&waiting)
	return waiting, err
}

// IndexTitles brings the full-text index up to date with titles that were written,
// up to some thousands of them. Whatever writes titles calls it in the same write.
func IndexTitles(tx *Tx) error {
	for _, query := range []string{unindexSQL, indexTitlesSQL, indexedSQL} {
		if _, err := tx.Exec(query); err != nil {
			return err
		}
	}
	return nil
}
