/**
 * Words that every room of replication uses: an address, and the reasons why a question was not answered.
 *
 * <p>Start at {@link org.tillmesh.replication.base.HostPort}.
 *
 * <p>Must not know: any other room of replication.
 */
@NullMarked
package org.tillmesh.replication.base;

import org.jspecify.annotations.NullMarked;
