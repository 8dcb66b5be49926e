/**
 * The login screen, and the panel for a new PIN.
 */
@NullMarked
package org.tillmesh.app.login;

import org.jspecify.annotations.NullMarked;
