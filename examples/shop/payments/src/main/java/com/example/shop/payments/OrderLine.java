package com.example.shop.payments;

/** So many of an article. */
record OrderLine(String sku, int quantity) {}
