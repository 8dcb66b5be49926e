/**
 * What is not selling: stock, shifts, reports, exceptions, exports, requests to head office.
 */
@NullMarked
package org.tillmesh.till.backroom;

import org.jspecify.annotations.NullMarked;
