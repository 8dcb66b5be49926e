/**
 * {@code tillmesh zatca …}: e-invoices from the command line, for whoever integrates, audits or doubts. Uses the library
 * {@link org.tillmesh.zatca} as anybody would, and its {@code rules} package for the published rules.
 */
@NullMarked
package org.tillmesh.tools.zatca;

import org.jspecify.annotations.NullMarked;
