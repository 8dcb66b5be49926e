/**
 * Returns of what a receipt shows.
 */
@NullMarked
package org.tillmesh.app.returns;

import org.jspecify.annotations.NullMarked;
