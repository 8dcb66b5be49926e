/** A receipt as people read it: what stands on it, and how it is laid out for a printer's width. No printer in here. */
@NullMarked
package org.tillmesh.hardware.receipt;

import org.jspecify.annotations.NullMarked;
