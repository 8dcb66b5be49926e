/**
 * Opening, counting and closing a shift.
 */
@NullMarked
package org.tillmesh.app.shift;

import org.jspecify.annotations.NullMarked;
