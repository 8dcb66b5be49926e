/**
 * Head office's HTTPS: the API for integrators and the console for people, on Netty. Decides nothing itself: asks
 * {@link org.tillmesh.relay.office.Office} and writes what it answers.
 */
@NullMarked
package org.tillmesh.relay.web;

import org.jspecify.annotations.NullMarked;
