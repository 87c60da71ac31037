// The least that Ink can show: what the first frame of the lab is compared with.
import { render, Text } from 'ink';
import { createElement } from 'react';

render(createElement(Text, null, 'Hello, Ink'));
