// Package circulation is the heart of the house: loan rules, the opening
// calendar, and the decisions on renewing, lending and lateness.
//
// It is pure. It imports the standard library only, reads no clock and touches
// no file, network or database: every fact, "now" among them, is an argument.
// The same facts therefore give the same answer at every door and in every
// process time zone, and a decision can be explained long after it was made.
//
// An instant is a [time.Time]; a day is a [Day] in the library's time zone;
// money is whole rupiah in an int64.
package circulation
