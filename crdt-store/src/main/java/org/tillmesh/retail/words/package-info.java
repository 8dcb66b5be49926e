/**
 * Words that cross doors as codes: a sentence is a kind and its arguments, and becomes text where somebody reads it.
 * The texts stand in bundles beside the kinds, one file a language.
 *
 * <p>Start at {@link org.tillmesh.retail.words.Sentence}, then {@link org.tillmesh.retail.words.Wording}.
 *
 * <p>Must not know: any other room. Every room may call it.
 */
@NullMarked
package org.tillmesh.retail.words;

import org.jspecify.annotations.NullMarked;
