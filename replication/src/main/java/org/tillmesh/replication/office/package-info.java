/**
 * Head office's side of the links. {@link org.tillmesh.replication.office.Serving} is the start.
 */
@NullMarked
package org.tillmesh.replication.office;

import org.jspecify.annotations.NullMarked;
