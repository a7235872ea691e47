// Package data holds what ships with the product as data: rule presets of real libraries, the texts people read, the
// books and members of the demonstration library, and Indonesian public holidays.
//
// Nothing here is read from disk at run time. The folder is also where the database file is made by default, so only
// files of the named kinds are embedded and a library's own data can never end up inside a binary.
package data

import "embed"

// Files are the shipped data files, by the path they have in this folder:
//
//	presets/*.json   loan rules, in the format of `simpanbudi rules load`
//	locales/*/*.json texts by message id: a folder per language, a file per part of the house
//	demo/titles.csv  title, author, isbn, call_number, item_type of real Indonesian books
//	demo/members.csv name, gender, birth_date, category of invented members
//	gateways/*.json  how HTTP gateways are asked to send a message
//	holidays/*.csv   date, name, kind (holiday, collective_leave, estimate), one file per year
//
//go:embed presets/*.json locales/*/*.json demo/*.csv holidays/*.csv gateways/*.json
var Files embed.FS
