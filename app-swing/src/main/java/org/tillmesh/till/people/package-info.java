/**
 * Who works at the till: login, PINs and the tries that are left. {@link org.tillmesh.till.people.People} is the door.
 */
@NullMarked
package org.tillmesh.till.people;

import org.jspecify.annotations.NullMarked;
