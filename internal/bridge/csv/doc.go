// Package csv reads members, items, loans, holds and closures from a folder of
// CSV files, as contract.md "CSV" describes them. It only reads: it knows what a
// row must look like, not what stands in the database. Files of any size are
// walked in bounded memory, and one bad row does not hide the next.
package csv
