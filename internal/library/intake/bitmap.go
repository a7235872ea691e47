package intake

// bitmap is a set of positions in a walk: one bit for each, however many of a
// file's rows are bad. A nil bitmap is empty.
type bitmap struct{ words []uint64 }

func (b *bitmap) add(i int) {
	for len(b.words) <= i/64 {
		b.words = append(b.words, 0)
	}
	b.words[i/64] |= 1 << (i % 64)
}

func (b *bitmap) has(i int) bool {
	return b != nil && i/64 < len(b.words) && b.words[i/64]&(1<<(i%64)) != 0
}
