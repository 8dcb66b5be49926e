/**
 * Receipts, and the queue of what is to be printed.
 */
@NullMarked
package org.tillmesh.till.paper;

import org.jspecify.annotations.NullMarked;
