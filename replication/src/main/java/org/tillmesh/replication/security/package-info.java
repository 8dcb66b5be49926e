/**
 * Who is who and who may say so: the company's certificate authority, till and relay keys, seals, acknowledgements,
 * activation codes, PIN verifiers. No network in here; {@code replication}, {@code till} and {@code relay} call it.
 */
@NullMarked
package org.tillmesh.replication.security;

import org.jspecify.annotations.NullMarked;
