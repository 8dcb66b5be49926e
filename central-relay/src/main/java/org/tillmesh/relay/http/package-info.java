/**
 * An HTTPS server on Netty: TLS and its certificates, connections and their deadlines, lanes of work, sessions, and a router
 * from a method and a path to whoever answers it. Knows no address itself: {@code api} and {@code console} declare theirs.
 */
@NullMarked
package org.tillmesh.relay.http;

import org.jspecify.annotations.NullMarked;
