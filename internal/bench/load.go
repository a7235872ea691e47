package bench

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"slices"
	"strconv"
	"sync"
	"time"
)

// load is what a run of requests came to.
type load struct {
	Requests int
	Elapsed  time.Duration
	P99      time.Duration
}

// PerSecond is the throughput of the run.
func (l load) PerSecond() float64 { return float64(l.Requests) / l.Elapsed.Seconds() }

// drive sends requests over conns keep-alive connections until the time is up.
// next gives the bytes of a request (of connection c, its n-th) and wants the
// status it must be answered with; anything else ends the run with an error.
// The client is as small as it can be, since it shares the cores with the server.
func drive(addr string, conns int, d time.Duration, status int, next func(c, n int) []byte) (load, error) {
	var (
		wg    sync.WaitGroup
		mu    sync.Mutex
		times []time.Duration
		first error
		start = time.Now()
		end   = start.Add(d)
	)
	for c := range conns {
		wg.Go(func() {
			mine, err := driveOne(addr, end, status, func(n int) []byte { return next(c, n) })
			mu.Lock()
			defer mu.Unlock()
			times = append(times, mine...)
			if err != nil && first == nil {
				first = err
			}
		})
	}
	wg.Wait()
	l := load{Requests: len(times), Elapsed: time.Since(start)}
	if first == nil && len(times) == 0 {
		first = fmt.Errorf("no request was answered in %v", d)
	}
	if first != nil {
		return l, first
	}
	slices.Sort(times)
	l.P99 = times[len(times)*99/100]
	return l, nil
}

func driveOne(addr string, end time.Time, status int, next func(n int) []byte) ([]time.Duration, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	in := bufio.NewReaderSize(conn, 32<<10)
	var times []time.Duration
	for n := 0; ; n++ {
		request := next(n)
		if request == nil {
			return times, nil
		}
		before := time.Now()
		if n > 0 && before.After(end) { // a busy machine may be late for the first
			return times, nil
		}
		if _, err := conn.Write(request); err != nil {
			return times, err
		}
		got, err := readAnswer(in)
		if err != nil {
			return times, err
		}
		if got != status {
			return times, fmt.Errorf("answered %d, not %d", got, status)
		}
		times = append(times, time.Since(before))
	}
}

var contentLength = []byte("Content-Length: ")

// readAnswer reads one HTTP/1.1 answer with a Content-Length and throws its
// body away.
func readAnswer(in *bufio.Reader) (status int, err error) {
	line, err := in.ReadSlice('\n')
	if err != nil {
		return 0, err
	}
	if len(line) < 12 {
		return 0, fmt.Errorf("not an HTTP answer: %q", line)
	}
	if status, err = strconv.Atoi(string(line[9:12])); err != nil {
		return 0, err
	}
	length := 0
	for {
		if line, err = in.ReadSlice('\n'); err != nil {
			return 0, err
		}
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 {
			break
		}
		if rest, ok := bytes.CutPrefix(line, contentLength); ok {
			if length, err = strconv.Atoi(string(rest)); err != nil {
				return 0, err
			}
		}
	}
	_, err = io.CopyN(io.Discard, in, int64(length))
	return status, err
}
