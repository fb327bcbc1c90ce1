#!/usr/bin/env node
'use strict';
require('./compile-cache.js').start();
