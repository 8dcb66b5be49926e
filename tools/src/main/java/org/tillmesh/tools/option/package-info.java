/**
 * Options that several commands take, each declared once with its text, and the stream that commands answer on. Every
 * command may mix them in; they know no command.
 */
@NullMarked
package org.tillmesh.tools.option;

import org.jspecify.annotations.NullMarked;
