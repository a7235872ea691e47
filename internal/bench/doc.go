// Package bench measures the product beside yardsticks of the same run, so that
// a figure means the same on a fast machine and a slow one: what counts is the
// ratio. Rounds alternate between the measured things and medians are shown.
//
//	Y0  bare Gin that answers constant bytes
//	Y1  bare Gin that renders the my-loans template from a fixed model of 5 loans
//	R   the product's own renewal statements, 64 in a transaction, one goroutine,
//	    synchronous FULL, no HTTP
package bench
