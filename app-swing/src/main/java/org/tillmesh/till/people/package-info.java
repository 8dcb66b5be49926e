/**
 * Who works at the till: login, approvals, PINs and the tries that are left.
 *
 * <p>Start at {@link org.tillmesh.till.people.People}, the door.
 *
 * <p>Must not know: carts, invoices, and the room of the links.
 */
@NullMarked
package org.tillmesh.till.people;

import org.jspecify.annotations.NullMarked;
