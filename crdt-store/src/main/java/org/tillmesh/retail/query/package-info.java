/**
 * How documents are found: names and keys of indexes, folds, words, and projections that follow every change. Knows no
 * document of a room; each room brings its own rows and readings.
 */
@NullMarked
package org.tillmesh.retail.query;

import org.jspecify.annotations.NullMarked;
