// Package intake takes over members, items, loans, holds and closures from what
// a library already runs. It checks every row before it writes any, reconciles
// what the source says with what stands here (renewals made here among it), and
// writes in short batches, so that members go on renewing meanwhile. Taking over
// the same source twice changes nothing.
package intake
