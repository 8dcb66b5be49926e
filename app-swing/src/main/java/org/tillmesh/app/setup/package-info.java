/**
 * Activation of a new till.
 */
@NullMarked
package org.tillmesh.app.setup;

import org.jspecify.annotations.NullMarked;
