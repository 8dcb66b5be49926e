/**
 * One command-line program: the till with and without a face, the relay, the demo, and what keeps a store folder well
 * (verify, backup, restore). May use everything; nobody uses it. Start at {@link org.tillmesh.tools.Main}.
 */
@NullMarked
package org.tillmesh.tools;

import org.jspecify.annotations.NullMarked;
