package store

const settingsSQL = `select name, value from settings`

// StoredSettings returns the settings the library has chosen, by name.
func StoredSettings(q Queryer) (map[string]string, error) {
	rows, err := q.Query(settingsSQL)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	stored := map[string]string{}
	for rows.Next() {
		var name, value string
		if err := rows.Scan(&name, &value); err != nil {
			return nil, err
		}
		stored[name] = value
	}
	return stored, rows.Err()
}

const putSettingSQL = `insert into settings (name, value) values (?, ?)
on conflict (name) do update set value = excluded.value where value <> excluded.value`

// PutSetting stores a setting and reports whether that changed anything.
func PutSetting(tx *Tx, name, value string) (bool, error) {
	return changedOne(tx.Exec(putSettingSQL, name, value))
}
