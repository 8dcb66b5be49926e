/**
 * Options that several commands take, each declared once with its text, and the stream that commands answer on.
 *
 * <p>Start at {@link org.tillmesh.tools.option.TillFolderOption}.
 *
 * <p>Must not know: any command. Commands mix options in.
 */
@NullMarked
package org.tillmesh.tools.option;

import org.jspecify.annotations.NullMarked;
