/**
 * Words that cross doors as codes: a sentence is a kind and its arguments, and becomes text where somebody reads it. The
 * texts stand in bundles beside the kinds, one file a language. Every room may call it, it calls none.
 */
@NullMarked
package org.tillmesh.retail.words;

import org.jspecify.annotations.NullMarked;
