/**
 * What head office says of itself: company, stores, tills, users, roles, PINs, settings, payment methods, and who wrote
 * what by which right.
 */
@NullMarked
package org.tillmesh.retail.company;

import org.jspecify.annotations.NullMarked;
