/**
 * Who works at head office and may do what: people with passwords and a second factor, tokens of programs, rights by
 * function and branch. All of it lives in head office's own folder and is never sent to a till.
 *
 * <p>Start at {@link org.tillmesh.relay.access.OfficePeople}.
 *
 * <p>Must not know: HTTP and pages, which ask it; what the rights are rights to.
 */
@NullMarked
package org.tillmesh.relay.access;

import org.jspecify.annotations.NullMarked;
