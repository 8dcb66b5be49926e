/**
 * The till behind lines of JSON: one command a line in, one answer a line out. Every command is declared once, in
 * {@link org.tillmesh.till.script.CommandTable}: reading, refusing, the JSON Schema and the page for users all come
 * from there. Nothing is decided here: each command asks {@link org.tillmesh.till.Till} and writes what it answers.
 */
@NullMarked
package org.tillmesh.till.script;

import org.jspecify.annotations.NullMarked;
