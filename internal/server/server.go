// Package server runs an HTTP handler as a careful service: it listens, sets
// the limits a public port needs, and stops without dropping a request.
package server

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// Limits of one connection. A phone on a slow line sends a small form well
// within them; somebody who only holds connections open does not.
const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 15 * time.Second
	writeTimeout      = 30 * time.Second
	idleTimeout       = 60 * time.Second
	maxHeaderBytes    = 32 << 10
)

// grace is how long running requests have to finish after a stop is asked for.
// Closing the database may take as long again; ten seconds are promised for both.
const grace = 5 * time.Second

// Options says what to serve and where.
type Options struct {
	Handler http.Handler
	Addr    string // host:port; port 0 takes a free one
	TLSCert string // PEM file; with TLSKey it switches TLS on
	TLSKey  string // PEM file
	Log     *slog.Logger
	Ready   func(url string) // called once when requests are accepted; may be nil
}

// Run serves until ctx ends, then lets running requests finish and returns nil.
// An address that cannot be listened on or a certificate that cannot be read
// is a fault with a hint; it is returned before Ready is called.
func Run(ctx context.Context, o Options) error {
	config, err := tlsConfig(o.TLSCert, o.TLSKey)
	if err != nil {
		return err
	}
	listener, err := listen(ctx, o.Addr)
	if err != nil {
		return err
	}
	url := "http://" + listener.Addr().String()
	if config != nil {
		url = "https://" + listener.Addr().String()
	} else if !loopback(listener.Addr()) {
		o.Log.Warn("listening beyond this machine without TLS: put a TLS proxy in front, or give --tls-cert and --tls-key")
	}
	srv := &http.Server{
		Handler:           o.Handler,
		TLSConfig:         config,
		ReadHeaderTimeout: readHeaderTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          errorLog(o.Log),
		// "OPTIONS *" is answered like everything else, with the same headers.
		DisableGeneralOptionsHandler: true,
	}
	ended := make(chan error, 1)
	go func() { ended <- serve(srv, listener) }()
	o.Log.Info("listening on "+url, "url", url)
	if o.Ready != nil {
		o.Ready(url)
	}
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	return stop(srv, ended, o.Log)
}

func serve(srv *http.Server, l net.Listener) error {
	if srv.TLSConfig != nil {
		return srv.ServeTLS(l, "", "") // the certificate is in the configuration
	}
	return srv.Serve(l)
}

// stop closes the listener, waits for running requests, and cuts what is left
// after the grace: a client that never reads must not hold up a restart.
func stop(srv *http.Server, ended <-chan error, log *slog.Logger) error {
	log.Info("stopping")
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	if err := srv.Shutdown(ctx); err != nil {
		log.Warn("requests were still running and have been cut", "after", grace.String())
		_ = srv.Close()
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func loopback(a net.Addr) bool {
	tcp, ok := a.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}
