/**
 * What every room of the till stands on: the open folder, its lock, its clock, the one commit at a time, refusals and
 * answers.
 */
@NullMarked
package org.tillmesh.till.shop;

import org.jspecify.annotations.NullMarked;
