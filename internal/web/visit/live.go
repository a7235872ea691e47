package visit

// Live reports whether the script of a page asks, for a part to put into the page
// that is shown already. No other site can: the header makes a browser ask us for
// leave first, which is not given.
func (v *Visit) Live() bool { return v.Request.Header.Get("HX-Request") == "true" }

// LiveTarget is the element that the answer to a script is put into, such as
// "main#content".
func (v *Visit) LiveTarget() string { return v.Request.Header.Get("HX-Target") }
