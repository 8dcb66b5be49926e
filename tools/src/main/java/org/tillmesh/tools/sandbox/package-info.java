/**
 * A sandbox of the tax authority's API on this machine: gives certificates from its own authority, holds every document
 * against the published rules, clears standard ones under its own stamp, and fails on demand. For demonstrations and tests;
 * nobody's taxes are declared by it.
 */
@NullMarked
package org.tillmesh.tools.sandbox;

import org.jspecify.annotations.NullMarked;
