/**
 * An HTTPS server on Netty: TLS and its certificates, connections and their deadlines, lanes of work, sessions, and a
 * router from a method and a path to whoever answers it.
 *
 * <p>Start at {@link org.tillmesh.relay.http.WebServer}, then {@link org.tillmesh.relay.http.Router}.
 *
 * <p>Must not know: any address, and what head office answers. The rooms {@code api} and {@code console} declare
 * theirs.
 */
@NullMarked
package org.tillmesh.relay.http;

import org.jspecify.annotations.NullMarked;
