package server

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"syscall"

	"simpanbudi/internal/fault"
)

// listen opens the port and turns what the system says into what to do.
func listen(ctx context.Context, addr string) (net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	switch {
	case err == nil:
		return l, nil
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fault.Wrap(err, fault.Conflict, "another program uses this address; stop it, or choose another port with --addr")
	case errors.Is(err, syscall.EACCES):
		return nil, fault.Wrap(err, fault.Unavailable, "ports below 1024 need rights of their own; choose another port with --addr")
	}
	return nil, fault.Wrap(err, fault.Unavailable, "give --addr an address of this machine as host:port, such as 127.0.0.1:8080")
}

// tlsConfig reads the certificate, nil where none is named.
func tlsConfig(certFile, keyFile string) (*tls.Config, error) {
	if certFile == "" && keyFile == "" {
		return nil, nil
	}
	cert, err := tls.LoadX509KeyPair(certFile, keyFile)
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "give --tls-cert and --tls-key the PEM files of one certificate and its key")
	}
	return &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12}, nil
}
