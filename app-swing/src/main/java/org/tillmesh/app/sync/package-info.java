/**
 * What is safe elsewhere, and the three syncs.
 */
@NullMarked
package org.tillmesh.app.sync;

import org.jspecify.annotations.NullMarked;
