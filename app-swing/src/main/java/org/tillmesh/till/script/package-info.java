/**
 * The till behind lines of JSON: one command a line in, one answer a line out. Every command is declared once;
 * reading, refusing, the JSON Schema and the page for users come from there.
 *
 * <p>Start at {@link org.tillmesh.till.script.CommandTable}, then {@link org.tillmesh.till.script.ScriptedTill}.
 *
 * <p>Must not know: desks. Each command asks a door of the till and writes what it answers; it decides nothing.
 */
@NullMarked
package org.tillmesh.till.script;

import org.jspecify.annotations.NullMarked;
