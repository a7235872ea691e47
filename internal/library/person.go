package library

// Person names a member at the desk.
type Person struct {
	ID   int64
	Name string
	Card string
}
