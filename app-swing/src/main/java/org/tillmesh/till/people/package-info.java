/**
 * Who works at the till: login, PINs and the tries that are left.
 */
@NullMarked
package org.tillmesh.till.people;

import org.jspecify.annotations.NullMarked;
