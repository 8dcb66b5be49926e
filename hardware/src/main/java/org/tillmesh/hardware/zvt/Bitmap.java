package org.tillmesh.hardware.zvt;

import java.util.Map;
import java.util.TreeMap;

/** The data fields ("bitmaps") of ZVT and how long each is: PA00P015 13.11, chapter 13. */
final class Bitmap {
    static final int TIMEOUT = 0x01;
    static final int SERVICE = 0x03;
    static final int AMOUNT = 0x04;
    static final int TLV = 0x06;
    static final int TRACE = 0x0B;
    static final int TIME = 0x0C;
    static final int DATE = 0x0D;
    static final int STATUS = 0x19;
    static final int PAN = 0x22;
    static final int RESULT = 0x27;
    static final int TERMINAL = 0x29;
    static final int APPROVAL = 0x3B;
    static final int CURRENCY = 0x49;
    static final int TOTALS = 0x60;
    static final int RECEIPT = 0x87;
    static final int CARD_TYPE = 0x8A;
    static final int CARD_NAME = 0x8B;

    /** Lengths below zero: so many digits say how long it is. */
    static final int LL = -2;

    static final int LLL = -3;
    static final int CONTAINER = -9;

    private static final Map<Integer, Integer> LENGTHS = lengths();

    private Bitmap() {}

    static Integer length(int bitmap) {
        return LENGTHS.getOrDefault(bitmap, 0);
    }

    private static Map<Integer, Integer> lengths() {
        var lengths = new TreeMap<Integer, Integer>();
        of(lengths, 1, 0x01, 0x02, 0x03, 0x05, 0x19, 0x27, 0x72, 0x73, 0x74, 0x75, 0x8A, 0x8C, 0xA0);
        of(lengths, 1, 0xD0, 0xD2, 0xD3, 0xE0, 0xE9, 0xEA, 0xF0, 0xF9, 0xFA, 0xFB, 0xFC, 0xFD);
        of(lengths, 2, 0x0D, 0x0E, 0x17, 0x3A, 0x49, 0x87);
        of(lengths, 3, 0x0B, 0x0C, 0x37, 0x3D, 0x88, 0xAA);
        of(lengths, 4, 0x29, 0x70, 0x71);
        of(lengths, 5, 0xBA);
        of(lengths, 6, 0x04);
        of(lengths, 8, 0x3B, 0xEB);
        of(lengths, 15, 0x2A);
        of(lengths, LL, 0x22, 0x23, 0x2D, 0x4C, 0x8B, 0xA7, 0xD1);
        of(lengths, LL, 0xE1, 0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8);
        of(lengths, LL, 0xF1, 0xF2, 0xF3, 0xF4, 0xF5, 0xF6, 0xF7, 0xF8);
        of(lengths, LLL, 0x24, 0x2E, 0x3C, 0x60, 0x92, 0x9A, 0xAF);
        lengths.put(TLV, CONTAINER);
        return lengths;
    }

    private static void of(Map<Integer, Integer> lengths, int length, int... bitmaps) {
        for (int bitmap : bitmaps) {
            lengths.put(bitmap, length);
        }
    }
}
