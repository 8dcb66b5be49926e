/**
 * Who is who and who may say so: the company's certificate authority, keys of tills and relay, seals,
 * acknowledgements, losses, activation codes, PIN verifiers.
 *
 * <p>Start at {@link org.tillmesh.replication.security.KeyRing}, then {@link org.tillmesh.replication.security.Seal}.
 * Till and relay call this room too.
 *
 * <p>Must not know: sockets, messages, sessions.
 */
@NullMarked
package org.tillmesh.replication.security;

import org.jspecify.annotations.NullMarked;
